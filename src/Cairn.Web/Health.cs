using System.Diagnostics.Metrics;
using Cairn.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cairn.Web;

/// <summary>
/// What whoever runs the service asks of it: is it alive, can it serve, and how much does it do. Nothing about anyone is in it. The counts are
/// .NET meters ("Cairn" and ASP.NET's own), which <c>dotnet-counters</c> and any collector read.
/// </summary>
public static class Health
{
    private static readonly Meter Meter = new("Cairn");

    /// <summary>Alive while it answers; ready while the record can be read and a look can be written down.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app, Partnership partnership)
    {
        Meter.CreateObservableGauge("cairn.facts", () => partnership.Folder.Read(s => s.Facts.Columns.Count), description: "Facts in the record");
        Meter.CreateObservableGauge("cairn.looks", () => partnership.Folder.Looks.Head.Count, description: "Looks written down");
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", () =>
        {
            try
            {
                partnership.Folder.Read(s => s.Position);
                _ = partnership.Folder.Looks.Head;
                return Results.Text("ready");
            }
            catch (StoreException)
            {
                return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
