"""The service that answers: its address, dialect, transport, prices and the engine on this machine."""
