using System.Reflection;

namespace Kartoteka.Storage.Embedded.Sqlite;

/// <summary>The base was written by a newer program, or a migration failed: the process must not go on.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Brings a base to the program's version by numbered scripts (<c>0001_name.sql</c>), each in its own transaction, kept for ever.
/// The version is SQLite's <c>user_version</c>.
/// </summary>
public static class Migrations
{
    /// <summary>Applies what is missing of the embedded scripts under <paramref name="prefix"/>.</summary>
    /// <exception cref="MigrationException">The base is newer than the program, or a script failed; nothing of it was applied.</exception>
    public static void Apply(SqliteDatabase database, Assembly assembly, string prefix)
    {
        var scripts = assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var version = database.Scalar("pragma user_version") ?? 0;
        if (version > scripts.Length)
        {
            throw new MigrationException(
                $"The data folder is of version {version}, and this program knows versions up to {scripts.Length}. Start the newer program, or restore a backup made by this one.");
        }
        for (var next = version; next < scripts.Length; next++)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(scripts[next])!);
            ApplyOne(database, scripts[next], reader.ReadToEnd(), next + 1);
        }
    }

    private static void ApplyOne(SqliteDatabase database, string name, string sql, long version)
    {
        try
        {
            database.Execute("begin immediate");
            database.Execute(sql);
            FailPoint.Reach("mid_migration");
            database.Execute($"pragma user_version = {version}");
            database.Execute("commit");
        }
        catch (SqliteException error)
        {
            if (!database.IsAutoCommit) database.Execute("rollback");
            throw new MigrationException($"Migration {name} failed, and nothing of it was applied: {error.Message}", error);
        }
    }
}
