"""What every view stands on: context, templates, assets, errors, headers, logs, health."""
