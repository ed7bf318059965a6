using Kartoteka.Domain.Identity;

namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>The identity rules that commits use now; the identity module replaces them when the settings change.</summary>
public sealed class CurrentRules
{
    private IdentityRules _current = IdentityRules.Default;

    /// <summary>The rules in force.</summary>
    public IdentityRules Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
