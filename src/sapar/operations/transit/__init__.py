"""The transit planner: people wait at a closed border; who leaves when, and with what."""
