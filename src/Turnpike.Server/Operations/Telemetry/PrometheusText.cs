using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>Metrics as Prometheus reads them: text format 0.0.4.</summary>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(MetricTable table)
    {
        var text = new StringBuilder();
        foreach (var (instrument, series) in table.Read())
        {
            var (name, kind) = (NameOf(instrument), KindOf(instrument));
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Help(instrument)}\n# TYPE {name} {kind}\n");
            foreach (var one in series)
            {
                Write(text, name, kind, one);
            }
        }

        return text.ToString();
    }

    /// <summary>Labels in order of their names, escaped, without braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
        {
            labels[Word(name)] = Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        return string.Join(',', labels.Select(l => $"{l.Key}=\"{l.Value}\""));
    }

    private static void Write(StringBuilder text, string name, string kind, MetricSeries series)
    {
        var (atMost, count, sum) = series.Read();
        if (kind != "histogram")
        {
            Line(text, name, series.Labels, sum);
            return;
        }

        for (var i = 0; i < atMost.Length; i++)
        {
            Line(text, name + "_bucket", With(series.Labels, $"le=\"{Number(MetricTable.Buckets[i])}\""), atMost[i]);
        }

        Line(text, name + "_bucket", With(series.Labels, "le=\"+Inf\""), count);
        Line(text, name + "_sum", series.Labels, sum);
        Line(text, name + "_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

    // turnpike.job.duration in s: turnpike_job_duration_seconds.
    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var total = KindOf(instrument) == "counter" ? "_total" : "";
        var name = Word(instrument.Name);
        return name.EndsWith(unit, StringComparison.Ordinal) ? name + total : name + unit + total;
    }

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Histogram<>) ? "histogram" : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? "counter" : "gauge";
    }

    private static string Help(Instrument instrument) =>
        (instrument.Description ?? instrument.Name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string With(string labels, string one) => labels.Length == 0 ? one : $"{labels},{one}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Word(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
