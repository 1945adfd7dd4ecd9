import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Flex, Text } from '@backstage/ui';
import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_SELECTOR,
} from '@golden-path/plugin-argocd-common';
import { CopyableText } from '../CopyableText';

/** Tells what would be shown here, and the one thing to do for it. */
export function DeploymentsEmptyState(props: { entity: Entity }) {
  const { annotations = {}, name } = props.entity.metadata;
  const names = annotations[ANNOTATION_APP_NAME];
  const selector = annotations[ANNOTATION_APP_SELECTOR];
  if (names || selector) {
    const meant = names
      ? `with the name ${names}`
      : `with the labels ${selector}`;
    return (
      <Flex direction="column" gap="2">
        <Text variant="body-medium">
          Argo CD has no application {meant} yet. It appears here as soon as
          there is one.
        </Text>
        <Text variant="body-small" color="secondary">
          Whoever creates it confirms that it belongs here with this annotation:
        </Text>
        <CopyableText
          text={`backstage.io/entity-ref: ${stringifyEntityRef(props.entity)}`}
        />
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="2">
      <Text variant="body-medium">
        This shows which version of {name} runs in which environment. Tell its
        Argo CD applications with an annotation in catalog-info.yaml:
      </Text>
      <CopyableText
        text={`${ANNOTATION_APP_SELECTOR}: app.kubernetes.io/name=${name}`}
      />
    </Flex>
  );
}
