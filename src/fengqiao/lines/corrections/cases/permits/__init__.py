"""特定区域场所准入、会客、不准出境报备: what an injunction allows by permission, whom one may meet, what is reported to the border."""
