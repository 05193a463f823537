"""The views: which columns each listing has, one module per noun. Their keys are a contract with scripts."""
