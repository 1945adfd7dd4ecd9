import { Box, Skeleton, VisuallyHidden } from '@backstage/ui';
import contentStyles from '../DeliveryContent/DeliveryContent.module.css';
import laneStyles from '../DeliveryLane/DeliveryLane.module.css';

const placeholders = ['first', 'second', 'third'];

/** The shape of the lanes while they are on the way. */
export function DeliverySkeleton() {
  return (
    <div role="status" aria-busy="true" data-testid="delivery-skeleton">
      <VisuallyHidden>Loading deployments</VisuallyHidden>
      <ul className={contentStyles.lanes} aria-hidden="true">
        {placeholders.map(placeholder => (
          <Box
            as="li"
            bg="neutral"
            key={placeholder}
            className={laneStyles.root}
          >
            <Skeleton width="6rem" height="1.25rem" />
            <div className={laneStyles.deployments}>
              <div className={laneStyles.deployment}>
                <Skeleton width="4rem" height="1.5rem" />
                <Skeleton width="6rem" height="1.25rem" />
                <Skeleton width="5rem" height="1.25rem" />
                <Skeleton width="8rem" height="1.25rem" />
                <Skeleton width="5rem" height="2rem" />
              </div>
            </div>
          </Box>
        ))}
      </ul>
    </div>
  );
}
