/** Hands a file to the reporter, without any request. */

/** How long the address of the bytes is kept: a browser may ask where to save before it reads them. */
const keepMs = 60_000;

export function saveFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keepMs);
}
