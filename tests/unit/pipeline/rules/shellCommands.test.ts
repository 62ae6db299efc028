import { expect, test } from 'vitest';
import { shellCommands } from '../../../../utils/pipeline/rules/shellCommands.ts';

test.each([
  ['lines and semicolons', 'a; b\nc', ['a', 'b', 'c']],
  ['and, or, background', 'a && b || c & d', ['a', 'b', 'c', 'd']],
  ['whole pipelines', 'printf x | claude -p', ['printf x | claude -p']],
  ['quoted signs', 'a "b; c\nd" \'e && f\'', ['a "b; c\nd" \'e && f\'']],
  ['escaped line ends', 'a \\\n  b', ['a \\\n  b']],
  ['redirections of both streams', 'a > b 2>&1', ['a > b 2>&1']],
  ['here-documents', 'cat > f <<EOF\nx; y\nEOF\nb', ['cat > f <<EOF\nx; y\nEOF', 'b']],
  ['here-documents never closed', "cat <<'E'\nx", ["cat <<'E'\nx"]],
  ['comments, whatever stands in them', "a # don't; b\nc #x\nd#e", ['a', 'c', 'd#e']],
  ['comments beside here-documents', "cat <<E # it's\nx\nE\nb", ["cat <<E # it's\nx\nE", 'b']],
  ['a quote that the other kind holds', `a "it's"; b`, [`a "it's"`, 'b']],
  ['escaped quotes', 'a \\"; b', ['a \\"', 'b']],
  ['no escape within single quotes', "a '\\'; b", ["a '\\'", 'b']],
  ['an escaped quote within double quotes', 'a "\\"; b"; c', ['a "\\"; b"', 'c']],
  ['redirections in and out of a file', 'a <&3 >&2; b', ['a <&3 >&2', 'b']],
  ['here-strings', 'a <<< "x; y"; b', ['a <<< "x; y"', 'b']],
  ['two here-documents of one line', 'a <<X <<Y\nY\nX\nX\nY\nc', ['a <<X <<Y\nY\nX\nX\nY', 'c']],
  ['a here-document of a word that came before', 'E\na <<E\nx\nE\nb', ['E', 'a <<E\nx\nE', 'b']],
  ['indented ends', 'a <<-E\n\tx; y\n\tE\nb', ['a <<-E\n\tx; y\n\tE', 'b']],
  ['comments right behind a sign', 'a;# b; c\n(# d\ne)', ['a', '(', 'e)']],
  ['a comment at the very end', 'a # b', ['a']],
  ['nothing', ' \n ;', []],
])('%s', (_, script, commands) => {
  expect(shellCommands(script)).toEqual(commands);
});
