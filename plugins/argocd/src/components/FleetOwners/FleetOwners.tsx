import {
  EntityDisplayName,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Fragment } from 'react';

/** Who owns a service, with links to their pages. */
export function FleetOwners({ ownerRefs }: { ownerRefs: string[] }) {
  const entityLink = useEntityRefLink();
  return (
    <>
      {ownerRefs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <Link href={entityLink(ref)} variant="body-medium">
            <EntityDisplayName
              entityRef={ref}
              defaultKind="group"
              hideIcon
              disableTooltip
            />
          </Link>
        </Fragment>
      ))}
    </>
  );
}
