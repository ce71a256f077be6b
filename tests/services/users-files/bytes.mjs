// From the table of cases, and from generated texts, to the bytes of files.

/** The bytes of a text in an encoding of the table. */
export function encode(text, encoding = "utf-8") {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text);
    case "utf-8-bom":
      return Buffer.from(`\ufeff${text}`);
    case "utf-16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "bytes":
      return Buffer.from(text, "latin1");
    default:
      throw new Error(`unknown encoding ${encoding}`);
  }
}

/** The bytes of a case: its text, then parts that repeat, `{n}` in them being their number. */
export function bytesOf({ text, parts = [], encoding }) {
  const repeated = parts.map(([part, times]) => Array.from({ length: times }, (_, n) => part.replaceAll("{n}", n)).join(""));
  return encode(text + repeated.join(""), encoding);
}
