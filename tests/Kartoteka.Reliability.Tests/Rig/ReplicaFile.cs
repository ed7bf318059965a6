using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>The replica of a data folder whose server is gone.</summary>
internal static class ReplicaFile
{
    /// <summary>Events, and how many of them are different ones. A replica that was set aside for damage fails.</summary>
    public static async Task<(long Events, long Positions)> CountEventsAsync(string folder)
    {
        var options = new DuckDbColumnsOptions { Threads = 1, OnSetAside = (_, reason) => throw new InvalidDataException(reason) };
        await using var store = DuckDbColumnStore.Open(folder, anew: false, options);
        await using var rows = await store.QueryAsync(new ColumnQuery("select count(*), count(distinct position) from event"), default);
        Assert.True(await rows.ReadAsync(default));
        return (rows.Whole(0)[0], rows.Whole(1)[0]);
    }
}
