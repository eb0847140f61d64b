"""English and Vietnamese wordings of software, read from installed catalogues and split without leaks."""
