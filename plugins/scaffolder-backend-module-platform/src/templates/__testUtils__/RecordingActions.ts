import {
  coreServices,
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGithubAction } from '@backstage/plugin-scaffolder-backend-module-github';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import {
  createArgoCdResourcesAction,
  type ArgoCdResourcesActionOptions,
} from '../../actions/createArgoCdResourcesAction';
import { createEntityAwaitAction } from '../../actions/createEntityAwaitAction';
import { createFailureReportAction } from '../../actions/createFailureReportAction';
import { createNameCheckAction } from '../../actions/createNameCheckAction';
import type { ServiceCreationService } from '../../service/ServiceCreationService';

const outputs: Record<string, JsonObject> = {
  'platform:name:check': { available: true },
  'publish:github': {
    remoteUrl: 'https://github.com/Acme/new-service.git',
    repoContentsUrl: 'https://github.com/Acme/new-service/blob/main',
  },
};

/** The actions that reach out, which here only remember what they were asked for. */
export class RecordingActions {
  /** The input of each action that ran, in order. */
  readonly inputs = new Map<string, JsonObject>();
  /** The action that fails. */
  failing?: string;

  /** Adds the actions to the scaffolder. */
  createModule(): BackendFeature {
    const record = <TInput extends JsonObject, TOutput extends JsonObject>(
      action: TemplateAction<TInput, TOutput, 'v2'>,
    ) => this.#record(action);
    return createBackendModule({
      pluginId: 'scaffolder',
      moduleId: 'recording-actions',
      register(registration) {
        registration.registerInit({
          deps: {
            scaffolder: scaffolderActionsExtensionPoint,
            config: coreServices.rootConfig,
          },
          async init({ scaffolder, config }) {
            const integrations = ScmIntegrations.fromConfig(config);
            // Only the handlers use it, and they are replaced.
            const creation = {} as ServiceCreationService;
            const unused = {} as ArgoCdResourcesActionOptions;
            scaffolder.addActions(
              record(createNameCheckAction({ creation })),
              record(createPublishGithubAction({ integrations, config })),
              record(createArgoCdResourcesAction(unused)),
              // Like catalog:register before it, this one is left out of a dry run.
              createEntityAwaitAction({ catalog: catalogServiceMock() }),
              record(createFailureReportAction({ creation })),
            );
          },
        });
      },
    });
  }

  /** Keeps the action's own schema, so that a wrong input still fails the run. */
  #record<TInput extends JsonObject, TOutput extends JsonObject>(
    action: TemplateAction<TInput, TOutput, 'v2'>,
  ): TemplateAction<TInput, JsonObject, 'v2'> {
    return {
      ...action,
      supportsDryRun: true,
      handler: async ctx => {
        this.inputs.set(action.id, ctx.input);
        if (this.failing === action.id) {
          throw new Error(`${action.id} fails in this test`);
        }
        for (const [name, value] of Object.entries(outputs[action.id] ?? {})) {
          ctx.output(name, value);
        }
      },
    };
  }
}
