import qrcode from 'qrcode-generator';

/** A QR code as one path of squares, drawn in a box from 0 to `size`. Made here: the secret goes to nobody else. */
export function qrPath(text: string): { path: string; size: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const quiet = 4; // Readers need an empty edge of four modules (ISO/IEC 18004).
  let path = '';
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  }
  return { path, size: modules + 2 * quiet };
}
