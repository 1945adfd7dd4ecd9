/** Where the API has the objects that the players make of what is wanted. */
export const resources = {
  pods: { group: '', version: 'v1', plural: 'pods' },
  events: { group: '', version: 'v1', plural: 'events' },
  replicaSets: { group: 'apps', version: 'v1', plural: 'replicasets' },
  analysisRuns: {
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'analysisruns',
  },
  analysisTemplates: {
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'analysistemplates',
  },
  applicationSets: {
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'applicationsets',
  },
} as const;
