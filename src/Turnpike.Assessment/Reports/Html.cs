using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Turnpike.Gate.Reports;

namespace Turnpike.Assessment.Reports;

/// <summary>A piece of a page. What stands in the holes of the text it is made of is text, never markup.</summary>
internal readonly record struct Html(string Markup)
{
    public static Html Empty { get; } = new("");

    public static Html Of(HtmlBuilder builder) => new(builder.ToString());

    public static Html All<T>(IEnumerable<T> items, Func<T, Html> of) => new(string.Concat(items.Select(i => of(i).Markup)));

    public override string ToString() => Markup;
}

[InterpolatedStringHandler]
internal readonly struct HtmlBuilder(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(Html value) => _text.Append(value.Markup);

    public void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(Printable.Prose(value ?? "")));

    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
