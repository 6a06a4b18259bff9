/**
 * A pattern of thousands of letters, compiled when it is first asked.
 *
 * V8 compiles a pattern for its interpreter, in a time that grows with the square of the pattern's length, and for the
 * machine once it is asked again; if the first text that it is held against is long, for the machine at once. Eight
 * patterns cost each process a tenth of a second so, and a third of that if they are held against a long text.
 */
export function bigPattern(source: string, flags: string): Pick<RegExp, 'exec' | 'test'> {
  let compiled: RegExp | undefined;
  const pattern = () => {
    if (compiled) return compiled;
    compiled = new RegExp(source, flags);
    compiled.test(longText);
    return compiled;
  };
  return { exec: (text) => pattern().exec(text), test: (text) => pattern().test(text) };
}

/** As long as V8 asks (`kTierUpForSubjectLengthValue`), and made of what no pattern begins with. */
const longText = '\0'.repeat(1000);
