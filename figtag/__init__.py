"""Find every figure of an article and say what the text shows it to rest on."""
