using System.Reflection;

namespace Kartoteka.Storage.Embedded.Sqlite;

/// <summary>The base was written by a newer program, or a migration failed: the process must not go on.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Brings a base to the program's version by numbered scripts (<c>0001_name.sql</c>), each in its own transaction, kept for ever; where SQL
/// cannot carry the content over, a step of the program follows in the same transaction. The version is SQLite's <c>user_version</c>.
/// </summary>
public static class Migrations
{
    /// <summary>Applies what is missing of the embedded scripts under <paramref name="prefix"/>.</summary>
    /// <param name="database">The base.</param>
    /// <param name="assembly">Where the scripts are embedded.</param>
    /// <param name="prefix">How their names begin.</param>
    /// <param name="steps">By a script's whole name, what follows it.</param>
    /// <exception cref="MigrationException">The base is newer than the program, or a script failed; nothing of it was applied.</exception>
    public static void Apply(SqliteDatabase database, Assembly assembly, string prefix, IReadOnlyDictionary<string, Action<SqliteDatabase>>? steps = null)
    {
        var scripts = assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        if (steps?.Keys.Except(scripts).FirstOrDefault() is { } lost) throw new ArgumentException($"There is no script {lost}.", nameof(steps));
        var version = database.Scalar("pragma user_version") ?? 0;
        if (version > scripts.Length)
        {
            throw new MigrationException(
                $"The data folder is of version {version}, and this program knows versions up to {scripts.Length}. Start the newer program, or restore a backup made by this one.");
        }
        for (var next = version; next < scripts.Length; next++)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(scripts[next])!);
            ApplyOne(database, scripts[next], reader.ReadToEnd(), steps?.GetValueOrDefault(scripts[next]), next + 1);
        }
    }

    private static void ApplyOne(SqliteDatabase database, string name, string sql, Action<SqliteDatabase>? step, long version)
    {
        try
        {
            database.Execute("begin immediate");
            database.Execute(sql);
            step?.Invoke(database);
            FailPoint.Reach("mid_migration");
            database.Execute($"pragma user_version = {version}");
            database.Execute("commit");
        }
        catch (SqliteException error)
        {
            database.ResetStatements();
            if (!database.IsAutoCommit) database.Execute("rollback");
            throw new MigrationException($"Migration {name} failed, and nothing of it was applied: {error.Message}", error);
        }
    }
}
