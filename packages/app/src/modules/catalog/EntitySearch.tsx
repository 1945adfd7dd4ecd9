import {
  EntityTextFilter,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { SearchField } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

const pauseMilliseconds = 250;

/** Narrows the list to what contains a text; the text is in the address of the page. */
export const EntitySearch = () => {
  const { updateFilters, queryParameters } = useEntityList();
  const [text, setText] = useState([queryParameters.text].flat()[0] ?? '');
  useDebounce(
    () =>
      updateFilters({ text: text ? new EntityTextFilter(text) : undefined }),
    pauseMilliseconds,
    [text, updateFilters],
  );
  return (
    <SearchField
      aria-label="Search in this list"
      placeholder="Search"
      size="small"
      value={text}
      onChange={setText}
    />
  );
};
