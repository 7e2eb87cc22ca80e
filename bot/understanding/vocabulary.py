from bot.understanding import services_named
