namespace Kartoteka.Storage.Followers;

/// <summary>The followers of this process, for metrics and health.</summary>
public sealed class FollowerRegistry
{
    private readonly List<IFollower> _followers = [];

    /// <summary>Adds a follower.</summary>
    public void Add(IFollower follower)
    {
        lock (_followers) _followers.Add(follower);
    }

    /// <summary>Where each is now.</summary>
    public IReadOnlyList<FollowerStatus> Status
    {
        get
        {
            lock (_followers) return [.. _followers.Select(follower => follower.Status)];
        }
    }
}
