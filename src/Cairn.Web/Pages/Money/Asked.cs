using Cairn.Web.Frame;
using Microsoft.AspNetCore.Http;

namespace Cairn.Web.Pages.Money;

/// <summary>Days that stand in an address as three boxes, since a page that only shows is asked for and not sent to.</summary>
internal static class Asked
{
    /// <summary>The day asked for; null when none is, or it is no day, and then the form says so.</summary>
    public static int? Day(Form form, string name, IQueryCollection query)
    {
        form[name].Value = string.Join(' ', ((string[])["day", "month", "year"]).Select(part => query[$"{name}-{part}"].ToString().Trim())).Trim();
        return form.Day(name);
    }

    /// <summary>The address of the same page with days in it, as a file.</summary>
    public static string Csv(string link, params ReadOnlySpan<(string Name, string Value)> asked)
    {
        var address = link + "?csv=true";
        foreach (var (name, value) in asked)
        {
            if (value.Split(' ') is [var day, var month, var year]) address += $"&{name}-day={Uri.EscapeDataString(day)}&{name}-month={Uri.EscapeDataString(month)}&{name}-year={Uri.EscapeDataString(year)}";
            else address += $"&{name}={Uri.EscapeDataString(value)}";
        }
        return address;
    }
}
