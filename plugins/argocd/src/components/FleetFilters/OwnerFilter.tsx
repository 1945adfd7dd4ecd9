import { Select } from '@backstage/ui';
import type { OwnerChoice } from '../../fleet/fleetView';

/** Whose deployments are shown. */
export function OwnerFilter(props: {
  value: OwnerChoice;
  /** Entity references of those who own something that is deployed. */
  ownerRefs: string[];
  /** What people call an owner. */
  nameOfOwner: (ownerRef: string) => string;
  onChange: (owner: OwnerChoice) => void;
}) {
  const { value, ownerRefs, nameOfOwner, onChange } = props;
  const chosen = typeof value === 'object' ? value.ref : value;
  const refs = new Set(ownerRefs);
  if (typeof value === 'object') {
    refs.add(value.ref);
  }
  const owners = [...refs]
    .map(ref => ({ value: ref, label: nameOfOwner(ref) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <Select
      label="Owner"
      search={{ placeholder: 'Find an owner' }}
      options={[
        { value: 'all', label: 'All owners' },
        { value: 'mine', label: 'My teams' },
        ...owners,
      ]}
      value={chosen}
      onChange={key =>
        onChange(
          key === 'all' || key === 'mine' || key === null
            ? key ?? 'all'
            : { ref: String(key) },
        )
      }
    />
  );
}
