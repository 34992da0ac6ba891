// Runs the tests of a wasm build of the core's own tests, one after the other: in a worker, because only there files are
// written at once.

import init, { WasmBindgenTestContext, openFiles } from "./tests.js";

// What the library of the tests calls: to print, and to run one so that its end by a panic ends no other.
globalThis.__wbg_test_output_writeln = (line) => postMessage({ line });
globalThis.__wbg_test_invoke = (test) => test();

try {
  const wasm = await init();
  await openFiles();
  const names = Object.keys(wasm).filter((name) => name.startsWith("__wbgt_"));
  const passed = await new WasmBindgenTestContext(false).run(names.map((name) => wasm[name]));
  postMessage({ passed: passed && names.length > 0 });
} catch (error) {
  postMessage({ line: String(error?.stack ?? error) });
  postMessage({ passed: false });
}
