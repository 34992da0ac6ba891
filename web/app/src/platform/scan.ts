/** Reads a QR code with the camera, where the browser can. */

/** Not in the types of the DOM yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

export async function canScan(): Promise<boolean> {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats().catch((): string[] => [])).includes("qr_code");
}

/** Shows the camera in `video` until a code is seen or `signal` says stop; the text of the code. */
export async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = camera;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (!signal.aborted) {
      const [code] = await detector.detect(video).catch(() => []);
      if (code) return code.rawValue;
      await new Promise(requestAnimationFrame);
    }
    return undefined;
  } finally {
    for (const track of camera.getTracks()) track.stop();
    video.srcObject = null;
  }
}
