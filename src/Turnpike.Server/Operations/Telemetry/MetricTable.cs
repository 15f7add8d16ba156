using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>Listens to the server's meter, and to the runtime's, and keeps what they say for whoever asks.</summary>
internal sealed class MetricTable : IDisposable
{
    /// <summary>Upper bounds in seconds.</summary>
    public static IReadOnlyList<double> Buckets { get; } = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    // A client cannot choose what is counted apart, but a bug could: past this, new series of an instrument are dropped.
    private const int MaxSeries = 2000;

    private static readonly HashSet<string> s_meters = new(StringComparer.Ordinal) { Sources.Name, "System.Runtime" };

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, (Instrument Instrument, ConcurrentDictionary<string, MetricSeries> Series)> _series = new(StringComparer.Ordinal);

    /// <param name="node">Gauges of another node of the process are not listened to.</param>
    public MetricTable(ServerParts node)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (s_meters.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, node)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now, by name.</summary>
    public IReadOnlyList<(Instrument Instrument, IReadOnlyList<MetricSeries> Series)> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _series.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Value.Instrument, (IReadOnlyList<MetricSeries>)[.. s.Value.Series.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value)]))];
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd(instrument.Name, static (_, i) => (i, new(StringComparer.Ordinal)), instrument).Series;
        var labels = PrometheusText.Labels(tags);
        if (series.Count < MaxSeries || series.ContainsKey(labels))
        {
            series.GetOrAdd(labels, static l => new MetricSeries(l)).Note(instrument, value);
        }
    }
}

/// <summary>One instrument with one set of labels.</summary>
/// <param name="labels">As Prometheus writes them, without braces.</param>
internal sealed class MetricSeries(string labels)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[MetricTable.Buckets.Count];
    private double _sum;
    private long _count;

    public string Labels => labels;

    public void Note(Instrument instrument, double value)
    {
        lock (_lock)
        {
            _sum = IsObserved(instrument) ? value : _sum + value;
            _count++;
            if (instrument is Histogram<double>)
            {
                Place(value);
            }
        }
    }

    /// <summary>Of a histogram: how many were at most each bound, all of them, and their sum. Of others: the sum is the value.</summary>
    public (long[] AtMost, long Count, double Sum) Read()
    {
        lock (_lock)
        {
            var atMost = new long[_buckets.Length];
            long running = 0;
            for (var i = 0; i < atMost.Length; i++)
            {
                atMost[i] = running += _buckets[i];
            }

            return (atMost, _count, _sum);
        }
    }

    // What is observed says what it is; what is recorded says by how much it grew.
    private static bool IsObserved(Instrument instrument) => instrument.IsObservable;

    private void Place(double value)
    {
        for (var i = 0; i < _buckets.Length; i++)
        {
            if (value <= MetricTable.Buckets[i])
            {
                _buckets[i]++;
                return;
            }
        }
    }
}
