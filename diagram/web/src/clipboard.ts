/**
 * Puts text into the clipboard. Browsers give it only to pages on https or localhost.
 *
 * @returns whether it is there
 */
export async function copy(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
