import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

const pauseMilliseconds = 250;

/** Narrows by a text, after a pause in typing. */
export function DebouncedSearch(props: {
  /** What can be looked for, for example `Service, application, version`. */
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const told = useRef(value);
  useDebounce(
    () => {
      if (text !== told.current) {
        told.current = text;
        onChange(text);
      }
    },
    pauseMilliseconds,
    [text],
  );
  useEffect(() => {
    // The back button and "Clear filters" change it from outside; what was typed meanwhile stays.
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  return (
    <SearchField
      label="Search"
      size="small"
      placeholder={props.placeholder}
      maxLength={200}
      value={text}
      onChange={setText}
    />
  );
}
