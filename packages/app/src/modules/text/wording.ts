import {
  createTranslationMessages,
  type TranslationMessages,
} from '@backstage/frontend-plugin-api';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph';
import { catalogTranslationRef } from '@backstage/plugin-catalog';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings';

/** The portal's words, where those of a plugin are not those of its users. */
export const wording: Record<string, TranslationMessages> = {
  settings: createTranslationMessages({
    ref: userSettingsTranslationRef,
    messages: {
      'identityCard.title': 'My groups',
      'identityCard.userEntity': 'Signed in as',
      'identityCard.ownershipEntities': 'What I own is owned by',
      'signOutMenu.title': 'Sign out',
      'pinToggle.title': 'Keep the navigation open',
      'pinToggle.description': 'Show the names beside the icons',
      'themeToggle.description': 'Light, dark, or as your device',
    },
  }),
  catalog: createTranslationMessages({
    ref: catalogTranslationRef,
    messages: {
      'aboutCard.viewTechdocs': 'Read docs',
      'aboutCard.viewSource': 'View source',
      'aboutCard.launchTemplate': 'Use this golden path',
      'dependsOnComponentsCard.emptyMessage':
        'This component depends on no other component.',
      'dependsOnResourcesCard.emptyMessage':
        'This component depends on no resource.',
    },
  }),
  catalogGraph: createTranslationMessages({
    ref: catalogGraphTranslationRef,
    messages: { 'catalogGraphPage.title': 'Relations' },
  }),
  catalogFilters: createTranslationMessages({
    ref: catalogReactTranslationRef,
    messages: {
      'userListPicker.personalFilter.title': 'Mine',
      'userListPicker.personalFilter.ownedLabel': 'My teams',
      'entityTypePicker.optionAllTitle': 'All',
    },
  }),
  create: createTranslationMessages({
    ref: scaffolderTranslationRef,
    messages: {
      'templateListPage.contentHeader.registerExistingButtonTitle':
        'Register an existing component',
      'templateListPage.templateGroups.defaultTitle': 'Golden paths',
      'templateListPage.templateGroups.otherTitle': 'Other golden paths',
      'listTaskPage.content.tableTitle': 'Runs',
      'listTaskPage.content.emptyState.title': 'No runs yet',
      'listTaskPage.content.emptyState.description':
        'What you create shows here with its progress and its log.',
      'ongoingTask.contextMenu.startOver': 'Start over',
      'ongoingTask.contextMenu.hideLogs': 'Hide logs',
    },
  }),
  createForms: createTranslationMessages({
    ref: scaffolderReactTranslationRef,
    messages: { 'templateCategoryPicker.title': 'Kind of thing' },
  }),
};
