"""Articles → answers: windows, prompts, the client, the service, and limits on what a run may take."""
