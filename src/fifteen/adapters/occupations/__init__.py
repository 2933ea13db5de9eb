"""Facts about occupations from the seeker's own download of O*NET."""
