import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// To draw a page takes seconds on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
