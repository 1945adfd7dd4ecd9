import { Checkbox, Flex } from '@backstage/ui';
import type { OperationFormProps } from '@golden-path/plugin-operations-react';

/** How a sync is done. */
export function SyncForm({ input, onChange }: OperationFormProps) {
  return (
    <Flex direction="column" gap="2">
      <Checkbox
        isSelected={input?.prune === true}
        onChange={prune => onChange({ ...input, prune })}
      >
        Prune: delete what Git no longer has
      </Checkbox>
      <Checkbox
        isSelected={input?.dryRun === true}
        onChange={dryRun => onChange({ ...input, dryRun })}
      >
        Dry run: only ask the cluster whether it would accept it
      </Checkbox>
    </Flex>
  );
}
