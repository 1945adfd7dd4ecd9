import { Button, useBreakpoint } from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { useId, useState, type CSSProperties, type ReactNode } from 'react';
import { DebouncedSearch } from '../DebouncedSearch';
import styles from './FilterPanel.module.css';

/** Options of {@link FilterPanel}. */
export interface FilterPanelProps {
  /** What is narrowed. */
  label: string;
  /** What can be searched for, for example `Service, application, version`. */
  placeholder: string;
  text: string;
  onTextChange: (text: string) => void;
  /** How many filters are set. */
  count: number;
  /** How many fields stand in the same row as the search. */
  fields: number;
  /** The fields; what spans `1 / -1` stands in a row of its own. */
  children: ReactNode;
}

/** A search and the fields that narrow a list. On a small screen all but the search opens on demand. */
export function FilterPanel(props: FilterPanelProps) {
  const { label, placeholder, text, onTextChange, count, fields } = props;
  const isSmall = useBreakpoint().down('md');
  const [isOpen, setIsOpen] = useState(false);
  const panelId = useId();
  // React does not know custom properties.
  const style = { '--fields': fields } as CSSProperties;
  return (
    <div role="search" aria-label={label} className={styles.root} style={style}>
      <div className={styles.search}>
        <DebouncedSearch
          placeholder={placeholder}
          value={text}
          onChange={onTextChange}
        />
        {isSmall && (
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiFilter3Line />}
            aria-expanded={isOpen}
            aria-controls={panelId}
            onPress={() => setIsOpen(!isOpen)}
          >
            {count > 0 ? `Filters (${count})` : 'Filters'}
          </Button>
        )}
      </div>
      <div id={panelId} hidden={isSmall && !isOpen} className={styles.panel}>
        {props.children}
      </div>
    </div>
  );
}
