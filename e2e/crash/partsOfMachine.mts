/** What a sweep needs of the machine. */
export interface MachineParts {
  readonly postgres: string;
  readonly kubeConfigFile: string;
  readonly kubectl: string;
}

/** What a sweep needs, as `test-environment` tells it; or why there is none. */
export function partsOfMachine(): MachineParts | string {
  const {
    GOLDEN_PATH_TEST_POSTGRES: postgres,
    GOLDEN_PATH_TEST_KUBECONFIG: kubeConfigFile,
    GOLDEN_PATH_TEST_KUBECTL: kubectl,
  } = process.env;
  if (!postgres) {
    return 'GOLDEN_PATH_TEST_POSTGRES names no database';
  }
  return kubeConfigFile && kubectl
    ? { postgres, kubeConfigFile, kubectl }
    : 'GOLDEN_PATH_TEST_KUBECONFIG and GOLDEN_PATH_TEST_KUBECTL name no API server and kubectl';
}
