import { Link, Text, type LinkProps } from '@backstage/ui';
import type { ReactNode } from 'react';
import { webUrl } from '../../webUrl';

/** Options of {@link ExternalLink}. */
export interface ExternalLinkProps
  extends Pick<LinkProps, 'variant' | 'className' | 'aria-label'> {
  /** A link from data; only `http` and `https` are followed. */
  to: string | undefined;
  children: ReactNode;
}

/** Leads out of the portal. Every link that comes from data is one of these; one that is not safe is only its text. */
export function ExternalLink(props: ExternalLinkProps) {
  const { to, children, ...rest } = props;
  const href = webUrl(to);
  if (!href) {
    return (
      <Text as="span" variant={props.variant} className={props.className}>
        {children}
      </Text>
    );
  }
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer" {...rest}>
      {children}
    </Link>
  );
}
