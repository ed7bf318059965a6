using System.Globalization;
using System.Text;

namespace Kartoteka.Protocol.Tests.Import;

/// <summary>A made file of people that is never whole in memory.</summary>
internal sealed class GeneratedCsv(int rows) : Stream
{
    private readonly byte[] _line = new byte[512];
    private int _at, _length, _row = -1;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _length && !NextLine()) return 0;
        var count = Math.Min(buffer.Length, _length - _at);
        _line.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    private bool NextLine()
    {
        if (_row == rows) return false;
        _at = 0;
        if (_row++ < 0) return System.Text.Unicode.Utf8.TryWrite(_line, $"id,Фамилия,Имя,Телефон,Дата рождения,Баллы\n", out _length);
        return System.Text.Unicode.Utf8.TryWrite(_line, CultureInfo.InvariantCulture, $"{_row},Семенова,Аделина,8916{_row:0000000},01.02.1990,{_row % 1000}\n", out _length);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
