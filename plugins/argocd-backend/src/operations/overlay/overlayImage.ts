import { ConflictError } from '@backstage/errors';
import { diffLines } from 'diff';
import {
  isMap,
  isSeq,
  parseDocument,
  YAMLMap,
  YAMLSeq,
  type Document,
  type ToStringOptions,
} from 'yaml';
import type { ImageEdit, ImageSetting } from './ImageEdit';

/** How people lay out YAML. */
const layouts: readonly ToStringOptions[] = [true, false].flatMap(indentSeq =>
  [true, false].flatMap(flowCollectionPadding =>
    [2, 4].map(indent => ({
      indentSeq,
      flowCollectionPadding,
      indent,
      lineWidth: 0,
    })),
  ),
);

/** Writes images into the text of a kustomization; comments and layout stay. */
export function overlayImage(
  content: string,
  edits: readonly ImageEdit[],
): string {
  const text = content.replaceAll('\r\n', '\n');
  const document = parseDocument(text);
  const layout = layoutOf(text);
  const before = document.toString(layout);
  for (const { name, to } of edits) {
    if (to) {
      writeSetting(entryOf(document, name), to);
    } else {
      removeEntry(document, name);
    }
  }
  const edited = keepLines(text, { before, after: document.toString(layout) });
  return content.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}

/** The layout that comes closest to how a text is written. */
function layoutOf(text: string): ToStringOptions {
  const lines = text.split('\n');
  const differences = layouts.map(
    layout =>
      parseDocument(text)
        .toString(layout)
        .split('\n')
        .filter((line, index) => line !== lines[index]).length,
  );
  return layouts[differences.indexOf(Math.min(...differences))];
}

/**
 * Takes from a new rendering of a text only the lines that have changed, and the others as they were written: what the
 * library cannot render as it was, such as several spaces before a comment, stays all the same.
 */
function keepLines(
  text: string,
  { before, after }: { readonly before: string; readonly after: string },
): string {
  const written = linesOf(text);
  if (written.length !== linesOf(before).length) {
    return after;
  }
  let place = 0;
  return diffLines(before, after)
    .flatMap(({ added, removed, count, value }) => {
      if (added) {
        return value;
      }
      const kept = removed ? [] : written.slice(place, place + count);
      place += count;
      return kept;
    })
    .join('');
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function imagesOf(document: Document): YAMLSeq {
  const images = document.get('images');
  if (isSeq(images)) {
    return images;
  }
  const added = new YAMLSeq();
  document.set('images', added);
  return added;
}

function entryOf(document: Document, name: string): YAMLMap {
  const images = imagesOf(document);
  const found = findEntry(images, name);
  if (found) {
    return found;
  }
  const added = new YAMLMap();
  added.set('name', name);
  images.add(added);
  return added;
}

function findEntry(images: YAMLSeq, name: string): YAMLMap | undefined {
  return images.items.find(
    (item): item is YAMLMap => isMap(item) && item.get('name') === name,
  );
}

function writeSetting(entry: YAMLMap, to: ImageSetting): void {
  for (const key of ['newName', 'newTag', 'digest'] as const) {
    const value = to[key];
    if (value === undefined) {
      entry.delete(key);
    } else {
      entry.set(key, value);
    }
  }
}

function removeEntry(document: Document, name: string): void {
  const images = imagesOf(document);
  const entry = findEntry(images, name);
  if (!entry) {
    throw new ConflictError(
      `The overlay no longer has an entry for the image ${name}.`,
    );
  }
  images.items = images.items.filter(item => item !== entry);
  if (images.items.length === 0) {
    document.delete('images');
  }
}
