"""What `glossary doctor` looks at: one subject a module, each with `check(settings)`, which changes nothing."""
