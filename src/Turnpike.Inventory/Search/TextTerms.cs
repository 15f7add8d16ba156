using System.Text;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Search;

/// <summary>A part of any text of a row.</summary>
internal sealed record WordTerm(string Word) : TextTerm(Encoding.UTF8.GetBytes(Folded.Lower(Word)))
{
    public override bool Matches(ReadOnlySpan<byte> row, int at) => true;
}

/// <summary>A whole field.</summary>
internal sealed record FieldTerm(byte Code, Glob Value) : TextTerm(Value.Prefix.Length == 0 ? Value.Literal : [Code, .. Value.Prefix])
{
    public override int Cost => Value.HasStar ? 6 : 4;

    public override bool LooksAtRow => Value.Prefix.Length == 0;

    public override bool Matches(ReadOnlySpan<byte> row, int at)
    {
        if (!LooksAtRow)
        {
            return Value.Matches(FieldWalk.TextAt(row, at + 1));
        }

        foreach (var field in new FieldWalk(row))
        {
            if (field.Code == Code && Value.Matches(field.Text))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A part of an ARN, by its place between colons.</summary>
internal enum ArnPart
{
    Service = 2,
    Region = 3,
    Account = 4,
}

internal sealed record ArnTerm(ArnPart Part, Glob Value) : TextTerm(Value.Literal)
{
    public override int Cost => 5;

    public override bool LooksAtRow => true;

    public override bool Matches(ReadOnlySpan<byte> row, int at)
    {
        foreach (var field in new FieldWalk(row))
        {
            if (field.Code == Field.Arn && field.Text.StartsWith("arn:"u8))
            {
                return IsPart(field.Text);
            }
        }

        return false;
    }

    private bool IsPart(ReadOnlySpan<byte> arn)
    {
        var place = 0;
        foreach (var part in arn.Split((byte)':'))
        {
            if (place++ == (int)Part)
            {
                return Value.Matches(arn[part]);
            }
        }

        return false;
    }
}

/// <summary>A tag, or a tag and its value.</summary>
internal sealed record TagTerm(Glob Key, Glob? Value) : TextTerm(NeedleOf(Key, Value))
{
    public override int Cost => LooksAtRow ? 6 : 4;

    public override bool LooksAtRow => Key.HasStar;

    public override bool Matches(ReadOnlySpan<byte> row, int at)
    {
        // The needle begins with the whole key, and its codes around it.
        if (!LooksAtRow)
        {
            return Value is null || Value.Matches(FieldWalk.TextAt(row, at + Key.Literal.Length + 2));
        }

        var isKey = false;
        foreach (var field in new FieldWalk(row))
        {
            if (field.Code == Field.TagKey)
            {
                isKey = Key.Matches(field.Text);
            }
            else if (field.Code == Field.TagValue && isKey && (Value is null || Value.Matches(field.Text)))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] NeedleOf(Glob key, Glob? value) =>
        !key.HasStar ? [Field.TagKey, .. key.Literal, Field.TagValue, .. value?.Prefix ?? []]
        : value is null ? key.Literal
        : value.Literal;
}

/// <summary>What it is called: its own name, its tag Name, or the name of its block or object.</summary>
internal sealed record NameTerm(Glob Name) : TextTerm(Name.Literal)
{
    public override int Cost => 5;

    public override bool LooksAtRow => true;

    public override bool Matches(ReadOnlySpan<byte> row, int at)
    {
        var isNameTag = false;
        foreach (var field in new FieldWalk(row))
        {
            var isCalled = field.Code switch
            {
                Field.Address => Name.Matches(LastName(field.Text)),
                Field.Name => Name.Matches(field.Text),
                Field.TagValue => isNameTag && Name.Matches(field.Text),
                _ => false,
            };
            if (isCalled)
            {
                return true;
            }

            isNameTag = field.Code == Field.TagKey && field.Text.SequenceEqual("name"u8);
        }

        return false;
    }

    // aws_instance.web["a.b"], Deployment/shop/web: without the key, what follows the last dot or slash.
    private static ReadOnlySpan<byte> LastName(ReadOnlySpan<byte> address)
    {
        var separators = "./"u8;
        if (address.EndsWith("]"u8))
        {
            // A key that is text is quoted, and may hold anything: the bracket before its opening quote.
            var open = address.EndsWith("\"]"u8) ? KeyStart(address) : address.LastIndexOf((byte)'[');
            address = open > 0 ? address[..open] : address;
        }

        return address[(address.LastIndexOfAny(separators) + 1)..];
    }

    private static int KeyStart(ReadOnlySpan<byte> address)
    {
        // Quotes inside a key are escaped, so [" outside of one begins it; modules' keys come before.
        for (var at = 0; at < address.Length;)
        {
            var open = address[at..].IndexOf("[\""u8);
            if (open < 0)
            {
                return -1;
            }

            var end = at + open + 2;
            while (end < address.Length && address[end] != (byte)'"')
            {
                end += address[end] == (byte)'\\' ? 2 : 1;
            }

            if (end + 2 >= address.Length)
            {
                return at + open;
            }

            at = end + 1;
        }

        return -1;
    }
}

/// <summary>The fields of a row's text.</summary>
internal readonly ref struct FieldWalk(ReadOnlySpan<byte> row)
{
    private readonly ReadOnlySpan<byte> _row = row;

    /// <summary>The field whose text begins at a place.</summary>
    public static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> row, int start)
    {
        var text = row[start..];
        var length = text.IndexOfAnyInRange(Field.Address, Field.Deposed);
        return length < 0 ? text : text[..length];
    }

    public Enumerator GetEnumerator() => new(_row);

    internal readonly ref struct OneField(byte code, ReadOnlySpan<byte> text)
    {
        public byte Code { get; } = code;

        public ReadOnlySpan<byte> Text { get; } = text;
    }

    internal ref struct Enumerator(ReadOnlySpan<byte> row)
    {
        private ReadOnlySpan<byte> _rest = row;
        private byte _code;
        private ReadOnlySpan<byte> _text;

        public readonly OneField Current => new(_code, _text);

        public bool MoveNext()
        {
            if (_rest.Length == 0)
            {
                return false;
            }

            _code = _rest[0];
            var length = _rest[1..].IndexOfAnyInRange(Field.Address, Field.Deposed);
            _text = length < 0 ? _rest[1..] : _rest.Slice(1, length);
            _rest = _rest[(1 + _text.Length)..];
            return true;
        }
    }
}
