// The tests measure and starve a machine: two at once would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
