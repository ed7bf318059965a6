using System.Runtime.InteropServices;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tables;

/// <summary>Distinct texts, each with a number from 0 in order of arrival: characters in one array, found by a table of open addresses.</summary>
internal sealed class TextDictionary
{
    public const int CapacityDefault = 64;

    private const int LengthUsual = 12;

    private char[] _text;
    private int[] _ends;
    private ulong[] _hashes;
    private int[] _slots;
    private int _used;

    /// <summary>Makes an empty dictionary that grows as it must.</summary>
    /// <param name="capacity">Texts to make room for.</param>
    public TextDictionary(int capacity = CapacityDefault) =>
        (_text, _ends, _hashes, _slots) = (new char[capacity * LengthUsual], new int[capacity], new ulong[capacity], Filled(PlacesFor(capacity)));

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a code.</summary>
    public ReadOnlySpan<char> this[int code]
    {
        get
        {
            var start = code == 0 ? 0 : _ends[code - 1];
            return _text.AsSpan(start, _ends[code] - start);
        }
    }

    /// <summary>A hash of the text, the same whatever the order of arrival.</summary>
    public ulong HashOf(int code) => _hashes[code];

    /// <summary>The code of a text, added when it is new.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (_slots.Length == 0) Place(PlacesFor(Count));
        var hash = HashOf(text);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (; _slots[slot] >= 0; slot = (slot + 1) & mask)
            if (_hashes[_slots[slot]] == hash && this[_slots[slot]].SequenceEqual(text)) return _slots[slot];
        return Insert(text, hash, slot);
    }

    /// <summary>Adds a text under a code of its own even if it is there already; <see cref="Find"/> gives the first.</summary>
    public int Append(ReadOnlySpan<char> text)
    {
        var hash = HashOf(text);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] >= 0) slot = (slot + 1) & mask;
        return Insert(text, hash, slot);
    }

    /// <summary>The code of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        if (_slots.Length == 0) Place(PlacesFor(Count));
        var hash = HashOf(text);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; _slots[slot] >= 0; slot = (slot + 1) & mask)
            if (_hashes[_slots[slot]] == hash && this[_slots[slot]].SequenceEqual(text)) return _slots[slot];
        return -1;
    }

    /// <summary>Gives back what growing took in advance, and the table of places, which is made again when it is asked for.</summary>
    public void Trim()
    {
        Array.Resize(ref _text, _used);
        Array.Resize(ref _ends, Count);
        Array.Resize(ref _hashes, Count);
        _slots = [];
    }

    private static ulong HashOf(ReadOnlySpan<char> text)
    {
        var words = MemoryMarshal.Cast<char, ulong>(text);
        var hash = 0x9e3779b97f4a7c15UL ^ (ulong)text.Length;
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0xff51afd7ed558ccdUL;
            hash ^= hash >> 32;
        }
        foreach (var unit in text[(words.Length * 4)..]) hash = (hash ^ unit) * 0x100000001b3UL;
        return NameText.Mix(hash);
    }

    private int Insert(ReadOnlySpan<char> text, ulong hash, int slot)
    {
        if (_used + text.Length > _text.Length) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + text.Length));
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(8, Count * 2));
            Array.Resize(ref _hashes, Math.Max(8, Count * 2));
        }
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
        (_ends[Count], _hashes[Count]) = (_used, hash);
        _slots[slot] = Count++;
        if (Count * 2 > _slots.Length) Place(_slots.Length * 2);
        return Count - 1;
    }

    private static int PlacesFor(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count) * 2 + 1);

    private void Place(int places)
    {
        _slots = Filled(places);
        var mask = _slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)_hashes[code] & mask;
            while (_slots[slot] >= 0) slot = (slot + 1) & mask;
            _slots[slot] = code;
        }
    }

    private static int[] Filled(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, -1);
        return slots;
    }
}
