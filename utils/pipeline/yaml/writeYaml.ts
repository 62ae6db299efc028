import { stringify, YAMLSeq, type CollectionTag } from 'yaml';
import { Reference } from './Reference.ts';

const REFERENCE: CollectionTag = {
  tag: '!reference',
  collection: 'seq',
  identify: (value) => value instanceof Reference,
  createNode(schema, value, context) {
    const path: unknown = value instanceof Reference ? value.path : [];
    const sequence = YAMLSeq.from(schema, Array.isArray(path) ? path : [path], context);
    sequence.flow = true;
    return sequence;
  },
};

/** Writes plain values, as `readYaml` gives them, in a way that GitLab reads as the same values. Each alias is written out. */
export function writeYaml(value: unknown): string {
  return stringify(value, {
    version: '1.1',
    lineWidth: 0,
    aliasDuplicateObjects: false,
    customTags: [REFERENCE],
  });
}
