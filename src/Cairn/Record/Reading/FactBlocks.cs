namespace Cairn.Record;

/// <summary>
/// The quick way to read a facts CSV: blocks of whole rows, each cut and read by whichever thread is free and then appended
/// in the order of the file, so that the result is the same whatever the number of threads. It knows good from bad and no
/// more: at the first thing wrong it gives nothing, and the file is read again with care.
/// </summary>
internal sealed class FactBlocks
{
    private const int BlockBytes = 2 << 20;
    private const int Spare = 128;

    private readonly Stream source;
    private readonly FactsHeader header;
    private readonly Facts facts;
    private readonly Undoings undoings;
    private readonly Lock reading = new();
    private readonly object appending = new();
    private byte[] carried = [];
    private int carriedLength;
    private readonly long begins;
    private int taken, appended;
    private bool ended;
    private volatile bool failed;

    private FactBlocks(Stream source, FactsHeader header)
    {
        this.source = source;
        this.header = header;
        begins = source.Position;
        facts = new Facts(header.Vocabulary);
        undoings = new Undoings(facts);
    }

    /// <summary>Reads a file whose header has been read and is read past here; null when anything in it is wrong.</summary>
    public static Facts? Read(Stream source, FactsHeader header, int threads = 0)
    {
        var blocks = new FactBlocks(source, header);
        var length = source.Length - source.Position;
        threads = threads > 0 ? threads : length < BlockBytes ? 1 : Math.Min(Environment.ProcessorCount, 16);
        if (threads == 1) blocks.Work();
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => blocks.Work());
        return blocks.failed || !blocks.undoings.Resolve(null, null) ? null : blocks.facts;
    }

    private void Work()
    {
        var block = new FactBlock(header, new byte[BlockBytes + Spare]);
        while (!failed && Take(block) is >= 0 and var turn)
        {
            var good = block.Read();
            // A failed block lets the others pass, so that nobody waits for it.
            lock (appending)
            {
                while (appended != turn && !failed) Monitor.Wait(appending);
                if (turn == 0 && good) Reserve(block);
                if (!good || failed || !block.AppendTo(facts, undoings)) failed = true;
                appended = turn + 1;
                Monitor.PulseAll(appending);
            }
        }
    }

    /// <summary>Makes room for the whole file as the first block foretells it, so that growing copies little.</summary>
    private void Reserve(FactBlock first)
    {
        var rows = (long)first.Rows * (source.Length - begins) / Math.Max(1, first.Length);
        if (rows < first.Rows * 2L) return;
        var room = (int)Math.Min(rows + rows / 32, 1 << 30);
        facts.Columns.Reserve(room);
        if (header.Id >= 0) facts.Ids.Reserve(room);
    }

    /// <summary>Fills a block with the next whole rows and gives its turn; -1 at the end of the file or of patience.</summary>
    private int Take(FactBlock block)
    {
        lock (reading)
        {
            if (ended || failed) return -1;
            var buffer = block.Buffer;
            carried.AsSpan(0, carriedLength).CopyTo(buffer);
            var used = carriedLength;
            while (used < BlockBytes)
            {
                var read = source.Read(buffer.AsSpan(used, BlockBytes - used));
                if (read == 0) ended = true;
                if (read == 0) break;
                used += read;
            }
            var end = ended ? used : LastRowEnd(buffer.AsSpan(0, used));
            if (end < 0)
            {
                failed = true;
                return -1;
            }
            carriedLength = used - end;
            if (carried.Length < carriedLength) carried = new byte[carriedLength];
            buffer.AsSpan(end, carriedLength).CopyTo(carried);
            block.Length = end;
            block.HasHeader = taken == 0;
            return taken++;
        }
    }

    /// <summary>The end of the last row that is whole: after a line feed with an even number of quotes before it.</summary>
    private static int LastRowEnd(ReadOnlySpan<byte> bytes)
    {
        var quotes = bytes.Count((byte)'"');
        var end = bytes.Length;
        while (true)
        {
            var found = bytes[..end].LastIndexOf((byte)'\n');
            if (found < 0) return -1;
            quotes -= bytes[found..end].Count((byte)'"');
            if (quotes % 2 == 0) return found + 1;
            end = found;
        }
    }
}
