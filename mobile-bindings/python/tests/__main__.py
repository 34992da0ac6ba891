"""Runs all tests and says how many ran; none is a failure."""

import sys
import unittest

suite = unittest.defaultTestLoader.discover("tests", top_level_dir=".")
result = unittest.TextTestRunner(verbosity=1).run(suite)
print(f"Python: {result.testsRun} tests run, {len(result.failures) + len(result.errors)} failed")
sys.exit(0 if result.testsRun > 0 and result.wasSuccessful() else 1)
