using System.Globalization;
using System.Text;
using Turnpike.Gate.Reports;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Cli.Ledger;

/// <summary>An entry for people.</summary>
internal static class EntryText
{
    public static string Write(LedgerEntry entry, Hash256 hash) => string.Create(CultureInfo.InvariantCulture, $"""
          recorded  {entry.RecordedAt.ToUniversalTime():yyyy-MM-dd HH:mm:ss.ffffff} UTC
          by        {Printable.Line(entry.Actor)}
          what      {Printable.Line(entry.Type.ToString())}, entry {entry.Version} of {Printable.Line(entry.Stream.ToString())}
          hash      {hash}
          data      {Printable.Line(Encoding.UTF8.GetString(entry.Data.Span))}

        """);
}
