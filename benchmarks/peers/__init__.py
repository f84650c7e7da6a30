"""The reference workload in other engines, each in its own idiom; they come with the `bench` group."""
