/**
 * Patterns that users send in filters, without regard to case. Backtracking could keep the process busy for ever, so what can run in
 * linear time does, in V8's other engine; the rest has its time measured out.
 */
import { setFlagsFromString } from 'node:v8';
import { Script, createContext } from 'node:vm';

setFlagsFromString('--enable-experimental-regexp-engine');

const PATIENCE = 100;
const never = (): boolean => false;

/** Does a text match? What is no pattern, or takes too long, matches nothing. */
export function matcher(pattern: string): (text: string) => boolean {
  // the linear engine knows no flag for it
  const lower = pattern.replaceAll(/\\[^]|[^\\]/g, (part) => (part.startsWith('\\') ? part : part.toLowerCase()));
  const linear = compile(lower, 'l');
  if (linear) return (text) => linear.test(text.toLowerCase());
  const other = compile(lower, '');
  return other ? timed(other) : never;
}
/** A pattern that is matched in linear time, case and all; undefined where V8 cannot. */
export const linear = (pattern: string): RegExp | undefined => compile(pattern, 'l');
function compile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

const test = new Script('regexp.test(text)');
function timed(regexp: RegExp): (text: string) => boolean {
  const sandbox = createContext({ regexp, text: '' });
  let given = true;
  return (text) => {
    if (!given) return false;
    sandbox['text'] = text.toLowerCase();
    try {
      return test.runInContext(sandbox, { timeout: PATIENCE }) as boolean;
    } catch {
      given = false;
      return false;
    }
  };
}
