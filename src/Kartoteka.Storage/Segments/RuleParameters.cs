namespace Kartoteka.Storage.Segments;

/// <summary>The values of a statement. A value that comes again has the number that it has, so that equal conditions have equal texts.</summary>
public sealed class RuleParameters
{
    private readonly List<object?> _values = [];
    private readonly Dictionary<object, int> _numbers = [];

    /// <summary>All values, in order of their numbers from 1.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>How a value is written in the statement: <c>$1</c>.</summary>
    public string Add(object value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            _values.Add(value);
            _numbers[value] = number = _values.Count;
        }
        return $"${number}";
    }
}
